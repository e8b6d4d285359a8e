import { Metadata, status, type ServiceError } from '@grpc/grpc-js';

/** An error as the engine tells it: a gRPC status and, where the client knows the case, its name in the trailers. */
function refusal(code: status, details: string, trailers: Readonly<Record<string, string>> = {}): ServiceError {
  const metadata = new Metadata();
  for (const [name, value] of Object.entries(trailers)) metadata.set(name, value);
  return Object.assign(new Error(details), { code, details, metadata });
}

/** The double does not know this: an answer would be a guess. */
export const unknown = (what: string): ServiceError => refusal(status.UNIMPLEMENTED, `this double does not know ${what}`);

export const invalid = (what: string): ServiceError => refusal(status.INVALID_ARGUMENT, what);

export const unauthenticated = (): ServiceError => refusal(status.UNAUTHENTICATED, 'Unauthenticated');

export const accessDenied = (): ServiceError => refusal(status.PERMISSION_DENIED, 'Access Denied', { exception: 'access-denied' });

export const tooLarge = (bytes: number): ServiceError =>
  refusal(status.INVALID_ARGUMENT, `Maximum Append Size of ${bytes} Exceeded.`, { exception: 'maximum-append-size-exceeded', 'maximum-append-size': String(bytes) });

export const asRefusal = (error: unknown): ServiceError => {
  if (error instanceof Error && 'code' in error && 'metadata' in error) return error as ServiceError;
  return refusal(status.UNKNOWN, (error as Error).message);
};
