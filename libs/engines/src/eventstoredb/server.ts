import { Server, ServerCredentials, type UntypedHandleCall, type Metadata } from '@grpc/grpc-js';
import { append } from './append.ts';
import { gossip } from './gossip.ts';
import { Log } from './log.ts';
import { GossipService, StreamsService } from './protocol.ts';
import { read } from './read.ts';
import { accessDenied, unauthenticated } from './refusals.ts';

export interface DoubleOptions {
  /** Where the log lies, an SQLite file. */
  readonly file: string;
  /** 0 takes a free one. */
  readonly port: number;
  /** Position before the first event. */
  readonly base?: bigint;
  /** PEM. With it the double speaks TLS, and asks who calls. */
  readonly tls?: { readonly key: Buffer; readonly certificate: Buffer; readonly user: string; readonly password: string };
}

/**
 * A double of EventStoreDB: what our adapter asks of the engine's `Streams` and `Gossip` services, over the embedded store. It is strict:
 * what it does not know, methods, options and combinations, it refuses with UNIMPLEMENTED; gRPC does so for the rest. It
 * never recognises a repeat under `any`, which the engine does at its best only.
 */
export async function startDouble({ file, port, base = 0n, tls }: DoubleOptions): Promise<{ readonly port: number; stop(): Promise<void> }> {
  const log = await Log.open(file, base);
  const server = new Server();
  const may = (metadata: Metadata) => tls === undefined || check(metadata, tls);
  const guarded = (handler: (...call: never[]) => unknown) => guard(handler, may);
  server.addService({ read: StreamsService.read, append: StreamsService.append }, { read: guarded(read(log)), append: guarded(append(log)) });
  let bound = port;
  server.addService(GossipService, { read: gossip(() => bound) });
  const credentials = tls ? ServerCredentials.createSsl(null, [{ private_key: tls.key, cert_chain: tls.certificate }]) : ServerCredentials.createInsecure();
  bound = await new Promise<number>((done, failed) => server.bindAsync(`127.0.0.1:${port}`, credentials, (error, taken) => (error ? failed(error) : done(taken))));
  const stop = async () => {
    server.forceShutdown();
    await log.close();
  };
  return { port: bound, stop };
}

type Guarded = (call: { readonly metadata: Metadata; emit(name: 'error', error: Error): void }, answer?: (error: Error) => void) => void;

/** Nobody is let in under a false name, nor without one. */
function guard(handler: (...call: never[]) => unknown, may: (metadata: Metadata) => boolean): UntypedHandleCall {
  const guarded: Guarded = (call, answer) => {
    if (may(call.metadata)) return void handler(...([call, answer] as never[]));
    const refused = call.metadata.get('authorization').length === 0 ? accessDenied() : unauthenticated();
    if (answer) answer(refused);
    else call.emit('error', refused);
  };
  return guarded as UntypedHandleCall;
}

function check(metadata: Metadata, { user, password }: { readonly user: string; readonly password: string }): boolean {
  return metadata.get('authorization')[0] === `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;
}
