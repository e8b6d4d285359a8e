import { z } from 'zod';
import { CentreCode, DepartmentCode, input, text, type CentreAmended, type CentreRegistered } from '#contracts';
import { source, verified } from '../row.ts';

export const CentreInput = input({
  code: CentreCode,
  name: text(120, 3),
  department: DepartmentCode.exactOptional(),
  city: text(80).exactOptional(),
  foreign: z.boolean({ error: 'Indique si es historia de otro sistema.' }).default(false),
  source,
  verified,
});

export type CentreCommand =
  | { readonly type: 'RegisterCentre'; readonly data: CentreRegistered & { readonly departmentKnown: boolean } }
  | { readonly type: 'AmendCentre'; readonly data: CentreAmended & { readonly departmentKnown: boolean } };
