import { randomUUID } from 'node:crypto';
import { STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import type { ArgumentsHost, ExceptionFilter } from '@nestjs/common';
import { Catch, HttpException } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import type { z } from 'zod';
import { EventStoreDbError } from '#event-store';
import { FileStoreUnavailable } from '#files';
import { DomainError, refuse, type Problem as DomainProblem, type Refusal } from '#kernel';
import { KeyStoreUnusable } from '#personal-data';
import { ViewRebuilding, ViewsBehind, ViewStoreUnavailable } from '#view-store';

const statusOf: Readonly<Record<Refusal, number>> = {
  invalid: 422,
  unauthenticated: 401,
  forbidden: 403,
  'not-found': 404,
  conflict: 409,
  stale: 412,
  'too-large': 413,
  'too-many': 429,
  unavailable: 503,
};

const titles: Readonly<Record<number, string>> = {
  400: 'Pedido mal formado',
  401: 'Hace falta ingresar',
  403: 'No permitido',
  404: 'No encontrado',
  405: 'Método no admitido',
  408: 'Tardó demasiado',
  409: 'No se puede en este estado',
  412: 'Cambió mientras tanto',
  413: 'Demasiado grande',
  415: 'Tipo de contenido no admitido',
  422: 'Datos por corregir',
  429: 'Demasiados pedidos',
  431: 'Cabeceras demasiado grandes',
  500: 'Error del servidor',
  503: 'No disponible por ahora',
};

interface FieldError {
  readonly field: string;
  readonly message: string;
}

/** Input that its schema refuses: one error for each field at fault. */
export class InvalidInput extends Error {
  readonly errors: readonly FieldError[];

  constructor(error: z.ZodError, prefix = '') {
    super('invalid input');
    this.errors = error.issues.slice(0, 20).map((issue) => ({ field: prefix + [...issue.path.map(String), ...unknownKeys(issue)].join('.'), message: issue.message }));
  }
}

/** The first field that does not exist, for the field at fault. */
const unknownKeys = (issue: z.core.$ZodIssue): string[] => (issue.code === 'unrecognized_keys' ? issue.keys.slice(0, 1) : []);

interface Answer {
  readonly status: number;
  readonly code: string;
  readonly detail: string;
  readonly field?: string | undefined;
  readonly provision?: string | undefined;
  readonly errors?: readonly FieldError[];
}

/** What Fastify refuses before a handler runs: its code → ours. */
const parserErrors: Readonly<Record<string, Answer>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: { status: 413, code: 'body-too-large', detail: 'El pedido es demasiado grande: el máximo es 1 MiB (los archivos van por /api/files).' },
  FST_ERR_CTP_INVALID_MEDIA_TYPE: { status: 415, code: 'unsupported-media-type', detail: 'El cuerpo debe ser application/json.' },
  FST_ERR_CTP_EMPTY_JSON_BODY: { status: 400, code: 'body-empty', detail: 'El cuerpo está vacío; debe ser un objeto JSON.' },
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: { status: 400, code: 'body-truncated', detail: 'El cuerpo llegó incompleto.' },
  FST_REQ_FILE_TOO_LARGE: { status: 413, code: 'file-too-large', detail: 'El archivo supera el tamaño máximo.', field: 'file' },
  FST_FILES_LIMIT: { status: 422, code: 'one-file-only', detail: 'Envíe un archivo por pedido.', field: 'file' },
  FST_ERR_BAD_URL: { status: 400, code: 'malformed-address', detail: 'La dirección no se puede leer: revise los signos que empiezan con %.' },
  FST_INVALID_MULTIPART_CONTENT_TYPE: { status: 415, code: 'unsupported-media-type', detail: 'Los archivos se envían como multipart/form-data.' },
};

const malformed: Answer = { status: 400, code: 'malformed-request', detail: 'No se pudo leer el pedido; revise que sea JSON válido.' };

const enginesAway = [EventStoreDbError, ViewStoreUnavailable, FileStoreUnavailable];

/** The answer for whatever was thrown; `undefined` for what nobody foresaw (a bug). */
function answerFor(error: unknown): Answer | undefined {
  if (error instanceof DomainError) return fromDomain(error.problem);
  if (error instanceof InvalidInput) {
    const [first] = error.errors;
    return { status: 422, code: 'invalid-input', detail: `${first?.message ?? 'Hay datos por corregir'}`, field: first?.field, errors: error.errors };
  }
  if (error instanceof ViewRebuilding || error instanceof ViewsBehind) {
    return { status: 503, code: 'views-behind', detail: 'Esta vista se está construyendo o aún no llega a ese punto; vuelva a intentarlo en unos segundos.' };
  }
  if (error instanceof KeyStoreUnusable) {
    return { status: 503, code: 'keys-unavailable', detail: 'Por ahora no se pueden leer ni guardar datos personales. Reintente con la misma clave de idempotencia.' };
  }
  const { code, statusCode } = error as { code?: string; statusCode?: number };
  if (enginesAway.some((kind) => error instanceof kind)) {
    return { status: 503, code: 'storage-unavailable', detail: 'El almacenamiento no responde en este momento. Reintente con la misma clave de idempotencia: nada se registra dos veces.' };
  }
  if (code === 'ERR_SQLITE_ERROR' || code === 'ENOSPC') {
    return { status: 503, code: 'storage-unavailable', detail: 'El almacenamiento no pudo escribir (disco lleno o dañado). No se registró nada; reintente con la misma clave de idempotencia.' };
  }
  if (code && parserErrors[code]) return parserErrors[code];
  if (error instanceof HttpException) return fromNest(error);
  return statusCode && statusCode < 500 ? { ...malformed, status: statusCode } : undefined;
}

const fromDomain = ({ refusal, code, message, field, provision }: DomainProblem): Answer => ({ status: statusOf[refusal], code, detail: message, field, provision });

function fromNest(error: HttpException): Answer | undefined {
  const status = error.getStatus();
  if (status === 404) return { status, code: 'route-not-found', detail: 'Esa dirección no existe. La descripción de la API está en /docs.' };
  if (status === 413) return parserErrors.FST_ERR_CTP_BODY_TOO_LARGE;
  if (status === 415) return parserErrors.FST_ERR_CTP_INVALID_MEDIA_TYPE;
  if (status === 400) return malformed;
  return status < 500 ? { ...malformed, status } : undefined;
}

/** Everything thrown becomes `application/problem+json` (RFC 9457). Unforeseen errors are logged and tell nothing. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  readonly #log: Logger;

  constructor(log: Logger) {
    this.#log = log;
  }

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    sendProblem(error, http.getRequest<FastifyRequest>(), http.getResponse<FastifyReply>(), this.#log);
  }
}

export function sendProblem(error: unknown, request: FastifyRequest, reply: FastifyReply, log: Logger): void {
  const answer = answerFor(error) ?? { status: 500, code: 'internal', detail: 'El servidor falló; nada quedó a medias. Avise con el número del pedido.' };
  if (answer.status >= 500) log.error({ err: error, requestId: request.id, path: request.routeOptions.url }, 'request failed');
  const { status, code, detail, field, provision, errors } = answer;
  if (reply.raw.headersSent) return void reply.raw.destroy();
  if (status === 503) void reply.header('retry-after', '2');
  if (status === 429) void reply.header('retry-after', '60');
  if (status === 401) void reply.header('www-authenticate', 'Bearer');
  void reply
    .status(status)
    .header('content-type', 'application/problem+json; charset=utf-8')
    .header('cache-control', 'no-store')
    .send(JSON.stringify({ type: `urn:conectamef:problem:${code}`, title: titles[status] ?? 'Error', status, code, detail, field, provision, errors, requestId: request.id }));
}

const connectionErrors: Readonly<Record<string, Answer>> = {
  HPE_HEADER_OVERFLOW: { status: 431, code: 'headers-too-large', detail: 'Las cabeceras del pedido son demasiado grandes.' },
  ERR_HTTP_REQUEST_TIMEOUT: { status: 408, code: 'request-timeout', detail: 'El pedido tardó demasiado en llegar.' },
};

/** What is no HTTP at all, or came too slowly, gets the same kind of answer, written by hand. */
export function refuseConnection({ code = '' }: { readonly code?: string }, socket: Duplex): void {
  if (code === 'ECONNRESET' || !socket.writable) return void socket.destroy();
  const { status, code: ours, detail } = connectionErrors[code] ?? { ...malformed, detail: 'El pedido no es HTTP válido.' };
  const title = titles[status] ?? 'Error';
  const body = JSON.stringify({ type: `urn:conectamef:problem:${ours}`, title, status, code: ours, detail, requestId: randomUUID() });
  socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nConnection: close\r\nContent-Type: application/problem+json; charset=utf-8\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
}

export const notFound = (what: string): DomainError => refuse('not-found', 'not-found', `No existe ${what}, o no le corresponde verlo.`);
