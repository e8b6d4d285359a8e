import { z } from 'zod';
import { input, LocalDate, policyValues, text, type PolicyName, type PolicySet, type ReferenceEvent } from '#contracts';
import { refuse, type Aggregate } from '#kernel';
import { checkOrder, same, verified } from '../row.ts';

export const SetPolicyInput = input({ value: z.json(), from: LocalDate, norm: text(300, 3), verified });

export interface SetPolicy {
  readonly type: 'SetPolicy';
  readonly data: PolicySet;
}

type Policy = { readonly status: 'unset' } | { readonly status: 'set'; readonly all: readonly PolicySet[] };

/** A value that norms or the ministry may change, in force from a date on; what was decided before keeps the value of then. */
export const policy: Aggregate<Policy, SetPolicy, ReferenceEvent<'PolicySet'>> = {
  name: 'policy',
  events: { PolicySet: { version: 1, provision: 'TUO.143' } },
  initialState: { status: 'unset' },
  decide: ({ data }, state) => {
    checkValue(data);
    const all = state.status === 'unset' ? [] : state.all;
    if (all.some((row) => same(row, data))) return [];
    checkOrder(all.at(-1)?.from ?? data.from, data.from);
    return [{ type: 'PolicySet', data }];
  },
  evolve: (state, { data }) => ({ status: 'set', all: [...(state.status === 'unset' ? [] : state.all), data] }),
};

/** @throws DomainError `policy-value-invalid` */
function checkValue({ name, value }: PolicySet): void {
  if (policyValues[name as PolicyName].safeParse(value).success) return;
  throw refuse('invalid', 'policy-value-invalid', `El valor no es válido para la política «${name}».`, { field: 'value' });
}
