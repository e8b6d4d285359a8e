import type { Problem } from '#contracts';

/** Why a request has no answer, as the person must be told. */
export type Failure =
  | { readonly kind: 'refused'; readonly status: number; readonly problem: Problem }
  | { readonly kind: 'network' }
  | { readonly kind: 'broken'; readonly status: number };

export class RequestFailed extends Error {
  override readonly name = 'RequestFailed';
  readonly failure: Failure;

  constructor(failure: Failure) {
    super(failure.kind === 'refused' ? `${failure.problem.code}: ${failure.problem.detail}` : failure.kind);
    this.failure = failure;
  }
}

/** The failure inside whatever was thrown; anything unknown counts as broken. */
export function failureOf(error: unknown): Failure {
  return error instanceof RequestFailed ? error.failure : { kind: 'broken', status: 0 };
}

/** Whether the key's command was carried out before, with another body: the answer to it was lost on the way. */
export function isKeySpent(failure: Failure): boolean {
  return failure.kind === 'refused' && failure.problem.code === 'idempotency-key-reused';
}

/** The refusal's messages by field, such as `sender.number`; those of no field are in `whole`. */
export function messagesByField(failure: Failure | undefined): Readonly<Record<string, string>> {
  if (failure?.kind !== 'refused') return {};
  const { problem } = failure;
  const listed = (problem.errors ?? []).map(({ field, message }) => [field, message] as const);
  return Object.fromEntries(problem.field === undefined ? listed : [...listed, [problem.field, problem.detail]]);
}

/** The message of a field, or of anything inside it: `requirements.0` speaks of `requirements`. */
export function messageAt(messages: Readonly<Record<string, string>>, field: string): string | undefined {
  return messages[field] ?? Object.entries(messages).find(([name]) => name.startsWith(`${field}.`))?.[1];
}

/** A sentence that says what happened and what is safe. */
export function sentence(failure: Failure): string {
  switch (failure.kind) {
    case 'network':
      return 'No hay conexión con el servidor. No se perdió nada de lo que escribió: cuando vuelva la conexión, envíe otra vez; no se registrará dos veces.';
    case 'broken':
      return 'El servidor no pudo responder. Lo que escribió sigue aquí: inténtelo otra vez; no se registrará dos veces.';
    case 'refused': {
      if (isKeySpent(failure)) return 'Su envío anterior sí había llegado y quedó registrado. Lo que envía ahora es distinto y no se registró: revise lo registrado antes de enviar otra vez.';
      const { errors = [], detail } = failure.problem;
      return errors.length > 1 ? 'Revise estos datos:' : detail;
    }
  }
}
