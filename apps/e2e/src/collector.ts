import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface SeenSpan {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentId: string;
  readonly name: string;
  readonly startedAt: number;
  readonly endedAt: number;
  readonly failed: boolean;
  readonly facts: Readonly<Record<string, string | number>>;
}

type Field = { readonly number: number; readonly value: Buffer | bigint };

/** The fields of a protobuf message, as its wire format has them (varint, 64 bits, length and bytes). */
function fieldsOf(message: Buffer): Field[] {
  const fields: Field[] = [];
  let at = 0;
  const varint = () => {
    let value = 0n;
    for (let shift = 0n; ; shift += 7n) {
      const byte = message[at++]!;
      value |= BigInt(byte & 0x7f) << shift;
      if (byte < 0x80) return value;
    }
  };
  while (at < message.length) {
    const tag = Number(varint());
    const number = tag >> 3;
    if ((tag & 7) === 0) fields.push({ number, value: varint() });
    else if ((tag & 7) === 1) fields.push({ number, value: message.readBigUInt64LE((at += 8) - 8) });
    else if ((tag & 7) === 2) {
      const length = Number(varint());
      fields.push({ number, value: message.subarray(at, (at += length)) });
    } else if ((tag & 7) === 5) fields.push({ number, value: BigInt(message.readUInt32LE((at += 4) - 4)) });
    else throw new Error(`no protobuf: wire type ${tag & 7}`);
  }
  return fields;
}

const all = (message: Buffer, number: number): Buffer[] => fieldsOf(message).flatMap((field) => (field.number === number ? [field.value as Buffer] : []));
const ms = (value: unknown) => Number(value as bigint) / 1e6;

function factsOf(message: Buffer, number: number): Record<string, string | number> {
  return Object.fromEntries(
    all(message, number).map((pair) => {
      const [value] = fieldsOf(all(pair, 2)[0]!);
      return [all(pair, 1)[0]!.toString(), typeof value!.value === 'bigint' ? Number(value!.value) : value!.value.toString()];
    }),
  );
}

function spanOf(message: Buffer): SeenSpan {
  const field = (number: number) => fieldsOf(message).find((found) => found.number === number)?.value;
  const hex = (number: number) => ((field(number) as Buffer | undefined) ?? Buffer.of()).toString('hex');
  const status = field(15) as Buffer | undefined;
  return {
    traceId: hex(1),
    spanId: hex(2),
    parentId: hex(4),
    name: String(field(5)),
    startedAt: ms(field(7)),
    endedAt: ms(field(8)),
    failed: status !== undefined && fieldsOf(status).some(({ number, value }) => number === 3 && value === 2n),
    facts: factsOf(message, 9),
  };
}

/** A double of an OpenTelemetry collector: takes OTLP over HTTP, in protobuf, and keeps what it is told. No real collector is to be had in these tests. */
export class CollectorDouble {
  readonly spans: SeenSpan[] = [];
  readonly services: Record<string, string | number>[] = [];
  /** Everything that came, to be searched for what must not be there. */
  received = Buffer.of();
  readonly #server: Server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part)).on('end', () => {
      const isTraces = request.url === '/v1/traces' && request.headers['content-type'] === 'application/x-protobuf';
      if (isTraces) this.#take(Buffer.concat(parts));
      response.writeHead(isTraces ? 200 : 404, { 'content-type': 'application/x-protobuf' }).end();
    });
  });

  static async open(): Promise<CollectorDouble> {
    const double = new CollectorDouble();
    await once(double.#server.listen(0, '127.0.0.1'), 'listening');
    return double;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((closed) => this.#server.close(closed));
  }

  #take(body: Buffer): void {
    this.received = Buffer.concat([this.received, body]);
    for (const resource of all(body, 1)) {
      this.services.push(factsOf(all(resource, 1)[0]!, 1));
      for (const scope of all(resource, 2)) this.spans.push(...all(scope, 2).map(spanOf));
    }
  }
}
