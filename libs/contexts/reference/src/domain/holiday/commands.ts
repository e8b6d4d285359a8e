import { choice, HolidayRow, input, LocalDate, publicText, text } from '#contracts';
import { verified } from '../row.ts';

const { rule, scope, kind } = HolidayRow.shape;

export const DeclareHolidayInput = input({
  id: text(60).regex(/^[\w-]+$/, { error: 'El código lleva letras, dígitos y guiones.' }),
  name: text(120, 3),
  rule,
  scope,
  kind: choice(kind.options),
  norm: text(300, 3),
  verified,
  validFrom: LocalDate.exactOptional(),
  validTo: LocalDate.exactOptional(),
});
export const WithdrawHolidayInput = input({ reason: publicText(500, 5) });

export type HolidayCommand =
  /** `now`: the row counts for what is computed from then on; absent for the rows that the platform starts with. */
  | { readonly type: 'DeclareHoliday'; readonly data: { readonly row: HolidayRow; readonly now?: string } }
  | { readonly type: 'WithdrawHoliday'; readonly data: { readonly id: string; readonly now: string; readonly reason: string } };
