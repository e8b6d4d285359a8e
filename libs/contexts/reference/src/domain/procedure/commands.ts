import { z } from 'zod';
import { choice, input, LocalDate, ProcedureId, Silence, text, type ProcedureAmended, type ProcedureDefined } from '#contracts';
import { verified } from '../row.ts';

export const ProcedureInput = input({
  id: ProcedureId,
  name: text(200, 3),
  answerWorkingDays: z.int({ error: 'Escriba un número entero de días hábiles.' }).min(1, { error: 'El plazo es de 1 día hábil como mínimo.' }).max(365, { error: 'El plazo es de 365 días hábiles como máximo.' }).exactOptional(),
  silence: choice(Silence.options),
  norm: text(300, 3),
  verified,
  from: LocalDate,
});

export type ProcedureCommand =
  | { readonly type: 'DefineProcedure'; readonly data: ProcedureDefined }
  | { readonly type: 'AmendProcedure'; readonly data: ProcedureAmended };
