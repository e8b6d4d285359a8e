import { useQueries } from '@tanstack/react-query';
import { registerNames } from '#contracts';
import { failureOf, type Failure } from '../api/failure.ts';
import { catalogueQuery, type Register } from './model.ts';

export const contexts = Object.keys(registerNames);

/** What one context did not answer. */
export interface ContextFailure {
  readonly context: string;
  readonly failure: Failure;
}

export interface ContextRegisters {
  readonly context: string;
  readonly name: string;
  readonly registers: readonly Register[];
}

interface Registers {
  readonly byContext: readonly ContextRegisters[];
  readonly byPath: ReadonlyMap<string, Register>;
  readonly loading: boolean;
  readonly failures: readonly ContextFailure[];
}

/** Every kind of record there is, from the catalogues of all contexts. */
export function useRegisters(): Registers {
  return useQueries({
    queries: contexts.map(catalogueQuery),
    combine: (results) => {
      const byContext = results.map(({ data }, i): ContextRegisters => ({ context: contexts[i]!, name: registerNames[contexts[i]!]!, registers: data?.aggregates ?? [] }));
      return {
        byContext,
        byPath: new Map(byContext.flatMap(({ registers }) => registers.map((register) => [register.path, register] as const))),
        loading: results.some(({ isPending }) => isPending),
        failures: results.flatMap(({ error, data }, i) => (error !== null && data === undefined ? [{ context: contexts[i]!, failure: failureOf(error) }] : [])),
      };
    },
  });
}
