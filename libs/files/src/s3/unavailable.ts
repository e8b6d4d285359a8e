import { S3ServiceException } from '@aws-sdk/client-s3';
import { FileStoreUnavailable } from '../file-store.ts';
import type { Place } from './place.ts';

/** The last one is how the Versity gateway calls a user that it does not know. */
const credentials = new Set(['InvalidAccessKeyId', 'SignatureDoesNotMatch', 'CredentialsProviderError', 'XAdminUserNotFound']);

/** What the client throws, as a sentence for an operator; anything else as it is. */
export function unavailable(error: unknown, { endpoint, bucket }: Place): unknown {
  const where = `el almacén de archivos en ${endpoint} (depósito «${bucket}»)`;
  const { name, code = '', message = '' } = error as { readonly name?: string; readonly code?: unknown; readonly message?: string };
  if (credentials.has(name ?? '')) return new FileStoreUnavailable(`No se pudo entrar: ${where} rechazó las credenciales; revise el usuario y la clave de la dirección configurada.`);
  if (error instanceof S3ServiceException) return refused(error, where);
  return isConnection(`${name} ${String(code)} ${message}`) ? new FileStoreUnavailable(`No hay conexión con ${where}; revise que esté en marcha y que la dirección sea la correcta.`) : error;
}

/** Where the network fails the client gives Node's own error, or one that quotes it. */
const isConnection = (said: string): boolean => /TimeoutError|AbortError|\b(ECONN|ENOTFOUND|EAI_AGAIN|EHOST|ENET|EPIPE|ETIMEDOUT|EPROTO|CERT_|SELF_SIGNED|UNABLE_TO|ERR_TLS)|socket hang up/.test(said);

/** A HEAD is answered without words: there the status alone tells. */
function refused({ name, $metadata: { httpStatusCode = 0 } }: S3ServiceException, where: string): FileStoreUnavailable {
  if (httpStatusCode === 403) return new FileStoreUnavailable(`No se permite la operación: ${where} rechazó las credenciales o sus permisos; el usuario debe leer, escribir y listar en ese depósito.`);
  return new FileStoreUnavailable(`No se pudo completar la operación en ${where} (${name}, estado ${httpStatusCode}).`);
}
