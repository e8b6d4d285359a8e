import { choice, input, LocalDate, OrganId, OrganType, text, type OrganAmended, type OrganClosed, type OrganLookup, type OrganRegistered } from '#contracts';
import { source, verified } from '../row.ts';

export const OrganInput = input({
  id: OrganId,
  siglas: text(20),
  code: text(20).exactOptional(),
  name: text(200, 3),
  type: choice(OrganType.options),
  from: LocalDate,
  source,
  verified,
});
export const CloseOrganInput = input({ on: LocalDate, successor: OrganId.exactOptional(), source, verified });

export type OrganCommand =
  | { readonly type: 'RegisterOrgan'; readonly data: OrganRegistered }
  /** The organ as a whole from a date on. */
  | { readonly type: 'AmendOrgan'; readonly data: OrganAmended }
  | { readonly type: 'CloseOrgan'; readonly data: Omit<OrganClosed, 'successor'> & { readonly successor?: OrganLookup } };
