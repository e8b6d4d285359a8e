import { FileStoreUnavailable } from '../file-store.ts';

/** Where the files are, and who asks for them. */
export interface Place {
  /** Without user and secret. */
  readonly endpoint: string;
  readonly bucket: string;
  readonly region: string;
  readonly credentials?: { readonly accessKeyId: string; readonly secretAccessKey: string };
}

/** Throws {@link FileStoreUnavailable} for what is no URL of a bucket; its text is never repeated, for it holds a secret. */
export function placeOf(url: string, named?: string): Place {
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  const bucket = named ?? parsed?.pathname.slice(1);
  if (!parsed || !/^https?:$/.test(parsed.protocol) || !parsed.host) {
    throw new FileStoreUnavailable('La dirección del almacén de archivos no es válida; debe tener la forma https://usuario:clave@servidor/depósito?region=us-east-1.');
  }
  if (!bucket || !/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(bucket)) {
    throw new FileStoreUnavailable(`El nombre del depósito del almacén de archivos en ${parsed.host} falta o no es válido; lleva de 3 a 63 letras minúsculas, números, puntos o guiones.`);
  }
  const [accessKeyId, secretAccessKey] = [decodeURIComponent(parsed.username), decodeURIComponent(parsed.password)];
  return {
    endpoint: `${parsed.protocol}//${parsed.host}`,
    bucket,
    region: parsed.searchParams.get('region') ?? 'us-east-1',
    ...(accessKeyId && { credentials: { accessKeyId, secretAccessKey } }),
  };
}
