import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, open, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import type { Engine } from '../engine.ts';
import { fetched } from '../fetched.ts';
import { freePort } from '../free-port.ts';

const run = promisify(execFile);

/** The broker's release, as Maven names it. */
export const kafkaRelease = '4.0.0';
const startMs = 60_000;

const pom = `<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>conectamef</groupId>
  <artifactId>kafka</artifactId>
  <version>1</version>
  <dependencies>
    <dependency><groupId>org.apache.kafka</groupId><artifactId>kafka_2.13</artifactId><version>${kafkaRelease}</version></dependency>
  </dependencies>
</project>
`;

interface Ports {
  readonly open: number;
  readonly secured: number;
  readonly controller: number;
}

const user = { username: 'tests', password: 'secret' };

/** One broker in KRaft mode, its own controller. Nothing waits: groups form at once, and a dead member is missed soon. */
const properties = (data: string, { open, secured, controller }: Ports): string => `
process.roles=broker,controller
node.id=1
controller.quorum.voters=1@127.0.0.1:${controller}
listeners=PLAINTEXT://127.0.0.1:${open},SECURED://127.0.0.1:${secured},CONTROLLER://127.0.0.1:${controller}
advertised.listeners=PLAINTEXT://127.0.0.1:${open},SECURED://127.0.0.1:${secured}
listener.security.protocol.map=PLAINTEXT:PLAINTEXT,SECURED:SASL_PLAINTEXT,CONTROLLER:PLAINTEXT
controller.listener.names=CONTROLLER
sasl.enabled.mechanisms=PLAIN
listener.name.secured.plain.sasl.jaas.config=org.apache.kafka.common.security.plain.PlainLoginModule required user_${user.username}="${user.password}";
inter.broker.listener.name=PLAINTEXT
log.dirs=${data}
auto.create.topics.enable=false
offsets.topic.replication.factor=1
offsets.topic.num.partitions=4
transaction.state.log.replication.factor=1
transaction.state.log.min.isr=1
group.initial.rebalance.delay.ms=0
group.min.session.timeout.ms=1000
log.cleaner.dedupe.buffer.size=4194304
num.io.threads=2
num.network.threads=2
`;

/** Apache Kafka as Maven resolves it, run on the machine's Java; `undefined` where there is no Java 17 or no Maven. */
export async function machineKafka(): Promise<Engine | undefined> {
  if (!(await answers('java')) || !(await answers('mvn'))) return undefined;
  const jars = await fetched(`kafka-${kafkaRelease}`, fetchJars);
  const folder = await mkdtemp(join(tmpdir(), 'kafka-'));
  const ports: Ports = { open: await freePort(), secured: await freePort(), controller: await freePort() };
  const settings = join(folder, 'server.properties');
  await writeFile(settings, properties(join(folder, 'data'), ports));
  const java = (main: string, ...given: string[]) => ['-Xmx320m', '-Xms64m', '-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1', '-cp', join(jars, '*'), main, ...given];
  await run('java', java('kafka.tools.StorageTool', 'format', '--cluster-id', 'Y29uZWN0YW1lZi10ZXN0cw', '--config', settings));
  let process = await start(java('kafka.Kafka', settings), ports.open, folder);
  const kill = () => end(process);
  return {
    name: 'kafka',
    origin: 'machine',
    about: `Apache Kafka ${kafkaRelease}, one broker on the machine's Java`,
    url: `127.0.0.1:${ports.open}`,
    secured: { url: `127.0.0.1:${ports.secured}`, ...user },
    interrupt: kill,
    resume: async () => void (process = await start(java('kafka.Kafka', settings), ports.open, folder)),
    async stop() {
      await kill();
      await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

async function fetchJars(folder: string): Promise<void> {
  await writeFile(join(folder, 'pom.xml'), pom);
  await run('mvn', ['-q', '-B', 'dependency:copy-dependencies', '-DincludeScope=runtime', `-DoutputDirectory=${folder}`], { cwd: folder });
  if (!(await readdir(folder)).some((file) => file.startsWith('kafka_2.13'))) throw new Error('Maven did not bring the broker');
}

const answers = (command: string): Promise<boolean> => run(command, ['-version']).then(() => true, () => false);

async function start(command: readonly string[], port: number, folder: string): Promise<ChildProcess> {
  const output = join(folder, 'output.log');
  const file = await open(output, 'a');
  const process = spawn('java', command, { cwd: folder, stdio: ['ignore', file.fd, file.fd], env: { ...globalThis.process.env, LOG_DIR: folder } });
  await file.close();
  // A test that is killed takes its broker with it.
  const last = () => process.kill('SIGKILL');
  globalThis.process.once('exit', last);
  process.once('exit', () => globalThis.process.off('exit', last));
  for (const end = Date.now() + startMs; Date.now() < end; await delay(100)) {
    if (process.exitCode !== null) break;
    if (await listens(port)) return process;
  }
  process.kill('SIGKILL');
  throw new Error(`the broker did not start: ${(await readFile(output, 'utf8')).trim().split('\n').slice(-3).join(' | ')}`);
}

async function listens(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1');
  const connected = await Promise.race([once(socket, 'connect').then(() => true, () => false), delay(1_000, false)]);
  socket.destroy();
  return connected;
}

async function end(process: ChildProcess): Promise<void> {
  if (process.exitCode !== null || process.signalCode !== null) return;
  const ended = once(process, 'exit');
  process.kill('SIGKILL');
  await ended;
}
