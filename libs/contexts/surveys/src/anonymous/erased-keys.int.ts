import { systemAsks } from '#aggregates';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { emptyDirectory, type Directory } from '#contracts';
import { EmbeddedEventStore, Executor } from '#event-store';
import { openKeyStore, type KeyStore } from '#personal-data';
import type { Services } from '#platform';
import { ballotAggregate } from '../ballot/ballot.ts';
import { ballotsView } from '../ballot/ballots-view.ts';
import { eraseSpentKeys, tally } from '../ballot/tally.ts';
import { emptyUrns, eraseUrnKeys, holdSuggestion } from '../suggestion/urn.ts';
import { surveyAggregate } from '../survey/survey.ts';
import { anonymously, hold } from './hold.ts';

const ballot = 'CUS-percepcionv1';
const questions = [{ code: 'trato', words: '¿Cómo lo trataron?', kind: 'scale' }, { code: 'idea', words: '¿Qué mejoraría?', kind: 'text' }];
const noon = new Date('2026-03-02T17:00:00.000Z');
const night = new Date('2026-03-03T05:00:00.000Z');
const dueAt = '2026-03-03T04:59:59.000Z';

/** A file of events and a file of keys, as a platform has them. */
class Rig {
  readonly folder = mkdtempSync(join(tmpdir(), 'anonymous-'));
  readonly store = new EmbeddedEventStore({ file: join(this.folder, 'log.db') });
  keys!: KeyStore;

  open(): void {
    this.keys = openKeyStore(this.folder);
  }

  get services(): Services {
    const directory: Directory = { ...emptyDirectory, centres: new Map([['CUS', { code: 'CUS', name: 'Cusco', department: '08', foreign: false, source: 'x', verified: false }]]) };
    const views = { find: async (view: object) => ({ documents: view === ballotsView ? [{ survey: 'percepcion', version: 1, centre: 'CUS', issued: 1 }] : [] }) };
    return { store: this.store, executor: new Executor(this.store, () => noon), keys: this.keys, views, directory: () => directory } as unknown as Services;
  }

  async end(): Promise<void> {
    await this.keys.close();
    await this.store.close();
    rmSync(this.folder, { recursive: true });
  }

  /** Puts the keys back as they were when `work` began. */
  async restoring(work: () => Promise<void>): Promise<void> {
    const [file, copy] = [join(this.folder, 'keys.db'), join(this.folder, 'copy.db')];
    await this.keys.close();
    cpSync(file, copy);
    this.open();
    await work();
    await this.keys.close();
    cpSync(copy, file);
    this.open();
  }

  async sealedIn(stream: string, type: string): Promise<string[]> {
    return (await this.store.readStream(stream)).flatMap((event) => (event.type === type ? [(event.data as { sealed: string }).sealed] : []));
  }
}

describe('What was held', () => {
  let rig: Rig;
  beforeEach(() => {
    rig = new Rig();
    rig.open();
  });
  afterEach(() => rig.end());

  const answerSix = async () => {
    const { services, keys } = rig;
    const { executor } = services;
    await executor.execute(surveyAggregate, 'percepcion', systemAsks('launch', { id: 'percepcion', input: { title: 'x', until: '2026-03-31', questions }, now: noon }), anonymously('2026-03-02'));
    const hashes = Array.from({ length: 12 }, (_, i) => String(i).padStart(64, '0'));
    await executor.execute(ballotAggregate, ballot, systemAsks('issue', { id: ballot, input: { survey: 'percepcion', version: 1, until: '2026-03-31', hashes }, now: noon }), anonymously('2026-03-02'));
    for (const [i, hash] of hashes.entries()) {
      const answers = { trato: 5 - (i % 5) };
      const sealed = await hold({ service: 'consulta', answers, texts: i === 0 ? { idea: 'Más ventanillas' } : {} }, keys);
      await executor.execute(ballotAggregate, ballot, systemAsks('use', { id: ballot, input: { hash, version: 1, service: 'consulta', answers }, facts: { questions, open: true, sealed }, now: noon }), anonymously('2026-03-02'));
    }
  };
  const opened = async (sealed: readonly string[]) => (await Promise.all(sealed.map((each) => rig.keys.open(each)))).filter((value) => value !== undefined).length;

  it('of a survey can be opened until it is counted, and never again (DIR.5.1.2.e)', async () => {
    await answerSix();
    const sealed = await rig.sealedIn(`survey-ballot-${ballot}`, 'FichaUsed');
    expect(await opened(sealed)).toBe(12);
    await tally(ballot, dueAt, night, rig.services);
    expect([await opened(sealed.slice(0, 7)), await opened(sealed.slice(7))]).toEqual([0, 5]);
    const answers = (await rig.store.readStream(`survey-ballot-${ballot}`)).filter(({ type }) => type === 'RespuestaEncuestaReceived').map(({ data }) => (data as { answers: { trato: number } }).answers.trato);
    expect(answers).toEqual(answers.toSorted());
    expect(answers).toEqual([1, 2, 3, 4, 4, 5, 5]);
  });

  it('of a survey is erased again where an older copy of the keys was put back', async () => {
    await answerSix();
    const sealed = await rig.sealedIn(`survey-ballot-${ballot}`, 'FichaUsed');
    await rig.restoring(async () => void (await tally(ballot, dueAt, night, rig.services)));
    expect(await opened(sealed.slice(0, 7))).toBe(7);
    await eraseSpentKeys(rig.services);
    expect([await opened(sealed.slice(0, 7)), await opened(sealed.slice(7))]).toEqual([0, 5]);
  });

  it('in the box can be opened until the day is over, and comes out once, whatever fails in between (DIR.5.5.e)', async () => {
    for (const text of ['Hace frío en la sala', 'Atienden muy bien', 'Falta una rampa']) await holdSuggestion('CUS', { about: 'service', service: 'desk', text, redacted: 0 }, noon, rig.services);
    const sealed = await rig.sealedIn('suggestion-urn-CUS', 'SugerenciaHeld');
    const take = (services: Services) => emptyUrns.fire('CUS 2026-03-02', dueAt, night, services).run(undefined as never);
    let erased = 0;
    const failing = { ...rig.services, keys: { ...bound(rig.keys), subjectFor: async (identity: never) => (erased++ === 2 ? Promise.reject(new Error('the power went')) : rig.keys.subjectFor(identity)) } } as Services;
    await expect(take(failing)).rejects.toThrow('the power went');
    expect(await opened(sealed)).toBe(3);
    await take(rig.services);
    expect(await opened(sealed)).toBe(0);
    const all = (await rig.store.readAll(0, 1_000)).filter(({ type }) => type === 'SugerenciaDropped');
    expect(new Set(all.map(({ data }) => (data as { suggestion: string }).suggestion)).size).toBe(3);
    const texts = await Promise.all(all.map(({ data }) => rig.keys.open((data as { sealed: string }).sealed)));
    expect(texts.toSorted()).toEqual(['Atienden muy bien', 'Falta una rampa', 'Hace frío en la sala']);
  });

  it('in the box is erased again where an older copy of the keys was put back', async () => {
    await holdSuggestion('CUS', { about: 'service', service: 'desk', text: 'Hace frío en la sala', redacted: 0 }, noon, rig.services);
    const sealed = await rig.sealedIn('suggestion-urn-CUS', 'SugerenciaHeld');
    await rig.restoring(async () => void (await emptyUrns.fire('CUS 2026-03-02', dueAt, night, rig.services).run(undefined as never)));
    expect(await opened(sealed)).toBe(1);
    await eraseUrnKeys(rig.services);
    expect(await opened(sealed)).toBe(0);
  });
});

const bound = (keys: KeyStore) => ({ seal: keys.seal.bind(keys), open: keys.open.bind(keys), erase: keys.erase.bind(keys), find: keys.find.bind(keys), close: keys.close.bind(keys) });
