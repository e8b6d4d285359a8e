import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  AccessDeniedError,
  CancelledError,
  DeadlineExceededError,
  EventStoreDBClient,
  MaxAppendSizeExceededError,
  NotLeaderError,
  TimeoutError,
  UnavailableError,
  UnknownError,
} from '@eventstore/db-client';
import type { ConnectionString, Endpoint } from './connection-string.ts';
import { backoff } from './backoff.ts';
import { badUrl, EventStoreDbError } from './errors.ts';

/** Internal and unknown, of gRPC: a stream that broke off, a cluster without a leader yet. */
const passing = [13, 2];

/**
 * The client, with the one append that can be relied on: its multiplexed batch append keeps one table of answers for the
 * whole process, so that one broken stream fails the appends of all others, and an answer that comes late ends the process.
 */
export class Connection extends EventStoreDBClient {
  protected override supports = async (): Promise<boolean> => false;
  readonly where: string;
  #channel: Promise<{ close(): void }> | undefined;

  constructor(to: ConnectionString) {
    super(
      { ...nodesOf(to), ...(to.defaultDeadline && { defaultDeadline: to.defaultDeadline }) },
      { insecure: !to.tls, ...(to.tlsCaFile && { rootCertificate: readCertificate(to.tlsCaFile) }) },
      to.credentials,
    );
    this.where = to.where;
    const { handleError, getChannel } = this;
    // Nobody waits for it, so that an error in it, a cluster that is not found again, would end the process.
    this.handleError = (client, error) => handleError(client, error).catch(() => undefined);
    this.getChannel = () => {
      const channel = getChannel();
      this.#channel = channel;
      return channel;
    };
  }

  /** Does it again, a little later each time, while the engine can't be reached. For what has the same effect once or twice. */
  async persist<T>(action: () => Promise<T>, attempts = 6): Promise<T> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await action();
      } catch (error) {
        if (attempt >= attempts || !mayPass(error) || error instanceof DeadlineExceededError) throw this.explain(error);
        await sleep(backoff(attempt, { first: 50, longest: 1_000 }));
      }
    }
  }

  /** Errors of the client as ours, in Spanish; others as they are. */
  explain(error: unknown): Error {
    if (error instanceof AccessDeniedError) return new EventStoreDbError('denied', `EventStoreDB en ${this.where} no admite este usuario y clave, o no le da permiso`, error);
    if (error instanceof MaxAppendSizeExceededError) return new EventStoreDbError('refused', `EventStoreDB en ${this.where} no admite tanto de una vez: ${error.maxAppendSize} bytes como máximo`, error);
    if (isUntrusted(error)) return badUrl(`no se confía en el certificado de ${this.where}; indique en tlsCAFile quién lo firma`, error);
    if (mayPass(error)) return new EventStoreDbError('unreachable', `No se llega a EventStoreDB en ${this.where}, o no respondió a tiempo`, error);
    if (error instanceof UnknownError) return new EventStoreDbError('refused', `EventStoreDB en ${this.where} rechazó el pedido: ${error.message}`, error);
    return error as Error;
  }

  /** Ends what is under way and lets go of the socket, which `dispose` alone keeps. */
  async close(): Promise<void> {
    await this.dispose();
    await this.#channel?.then((channel) => channel.close(), () => undefined);
  }
}

export function mayPass(error: unknown): boolean {
  if (error instanceof EventStoreDbError) return error.reason === 'unreachable';
  if (isUntrusted(error)) return false;
  if (error instanceof UnknownError) return passing.includes(Number(error.code));
  if (error instanceof Error && error.message.startsWith('Failed to discover')) return true;
  return [UnavailableError, CancelledError, NotLeaderError, DeadlineExceededError, TimeoutError].some((kind) => error instanceof kind);
}

const isUntrusted = (error: unknown): boolean => error instanceof UnavailableError && /certificate/i.test(error.message);

/** One node as it is, or those that are asked for the cluster's nodes; the client has an overload for each and none for both. */
function nodesOf({ hosts, discover }: ConnectionString): { endpoint: Endpoint } {
  const nodes = discover || hosts.length > 1 ? { endpoints: hosts, maxDiscoverAttempts: 3 } : { endpoint: hosts[0] };
  return nodes as { endpoint: Endpoint };
}

function readCertificate(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch {
    throw badUrl(`no se puede leer el certificado de tlsCAFile, ${file}`);
  }
}
