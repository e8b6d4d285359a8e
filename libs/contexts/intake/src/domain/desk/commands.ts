import { z } from 'zod';
import { choice, HoursWindow, Id, input, LocalDate, publicText, Severity, Sha256, SupervisionItem, type HoursWindow as Window } from '#contracts';
import type { CommandActor } from '../actor.ts';

const windows = z.array(input(HoursWindow.shape), { error: 'Escriba la lista de tramos del horario.' }).max(28, { error: 'Indique 28 tramos como máximo.' });
const hours = windows.min(1, { error: 'Indique al menos un tramo de atención.' });
/** The norm or act that set them. */
const source = publicText(300, 3);

/** The hours of another system's desk may be unknown; one of ours has some (`hours-missing`). */
export const ImplementMesaDePartesInput = input({ hours: windows, from: LocalDate, source });
export const ChangeDeskHoursInput = input({ hours, from: LocalDate, source });
export const OperatorInput = input({ operator: Id });
export const OpenDeskInput = input({});
export const CloseDeskInput = input({});
export const ReportDeskDidNotOpenInput = input({ date: LocalDate, reason: publicText(500, 5) });
export const SuperviseMesaDePartesInput = input({
  checklist: z
    .array(input({ item: choice(SupervisionItem.options), complies: z.boolean({ error: 'Indique si cumple.' }) }))
    .min(1, { error: 'Revise al menos un punto.' })
    .max(SupervisionItem.options.length, { error: 'Cada punto se revisa una vez.' }),
});
export const RaiseFindingInput = input({ visit: Id, description: publicText(1_000, 10), severity: choice(Severity.options) });
export const CloseFindingInput = input({ action: publicText(1_000, 10), evidence: Sha256 });

interface By<T extends string, D = unknown> {
  readonly type: T;
  readonly data: { readonly actor: CommandActor; readonly desk: string } & D;
}

interface Hours {
  readonly hours: readonly Window[];
  readonly from: string;
  readonly source: string;
}

/** `today` is the date in Lima. `visit` and `finding` are ids that the server gives. */
export type DeskCommand =
  | By<'ImplementMesaDePartes', Hours & { readonly centre: 'registered' | 'foreign' | 'unknown' }>
  | By<'ChangeDeskHours', Hours & { readonly today: string }>
  | By<'AssignOperator', { readonly operator: string }>
  | By<'RemoveOperator', { readonly operator: string }>
  | By<'OpenDesk', { readonly today: string }>
  | By<'CloseDesk', { readonly today: string }>
  | By<'ReportDeskDidNotOpen', { readonly date: string; readonly reason: string; readonly today: string }>
  /** `served`: whether the one who acts has registered documents at the desk. */
  | By<'SuperviseMesaDePartes', { readonly served: boolean; readonly visit: string; readonly today: string; readonly checklist: readonly { readonly item: SupervisionItem; readonly complies: boolean }[] }>
  | By<'RaiseFinding', { readonly finding: string; readonly visit: string; readonly description: string; readonly severity: Severity }>
  | By<'CloseFinding', { readonly finding: string; readonly action: string; readonly evidence: string }>;

export type DataOf<T extends DeskCommand['type']> = Extract<DeskCommand, { type: T }>['data'];
