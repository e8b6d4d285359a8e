import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { by, given, play } from '#testing';
import { hashOf, tdr } from './tdr.ts';

const due = '2026-03-11T04:59:59Z';
const usual = { id: 'dgpp.tdr1', facts: due };
const ogauc = by({ id: 'o', role: 'ogauc' }, usual);
const other = by({ id: 'o2', role: 'ogauc' }, usual);
const lead = by({ id: 't', role: 'technical-lead', organ: 'dgpp' }, usual);
const director = by({ id: 'd', role: 'director-general', organ: 'dgpp' }, usual);

const organ = 'dgpp';
const written = { profile: 'Economista con tres años de experiencia', text: 'Asiste a los gobiernos locales en la programación de su presupuesto anual.' };
const hash = hashOf(written);
const facts = { organ: { id: organ, standing: 'in-force', type: 'linea' }, centreKnown: true, due };
const asked = { centre: 'CUS', post: 'Especialista en presupuesto' };

const requested = { type: 'TdrRequested', data: { tdr: 'dgpp.tdr1', organ, ...asked, by: 'o', due } } as const;
const submitted = { type: 'TdrSubmitted', data: { tdr: 'dgpp.tdr1', organ, ...written, hash, by: 't', due } } as const;
const endorsed = { type: 'TdrEndorsedByOrgano', data: { tdr: 'dgpp.tdr1', organ, hash, by: 'd', due } } as const;
const endorsedByBoth = { type: 'TdrEndorsedByOgauc', data: { tdr: 'dgpp.tdr1', organ, hash, by: 'o', due } } as const;

describe('The terms of reference of a specialist (DIR.5.2.a)', () => {
  it('are requested by OGAUC of an organ of línea or apoyo in force, for a centre', () => {
    given(tdr).when(ogauc.asks('request', asked, { facts })).then(requested);
    given(tdr).when(ogauc.asks('request', asked, { facts: { ...facts, organ: { standing: 'in-force', type: 'asesoramiento' } } })).thenRefused('organ-takes-no-specialists');
    given(tdr).when(ogauc.asks('request', asked, { facts: { ...facts, organ: { standing: 'not-in-force' } } })).thenRefused('organ-not-in-force');
    given(tdr).when(ogauc.asks('request', asked, { facts: { ...facts, organ: { standing: 'unknown' } } })).thenRefused('organ-unknown');
    given(tdr).when(ogauc.asks('request', asked, { facts: { ...facts, centreKnown: false } })).thenRefused('centre-unknown');
    given(tdr, requested).when(ogauc.asks('request', asked, { facts })).thenRefused('tdr-already-exists');
  });
  it('are submitted with their very text, whose hash is kept', () => {
    given(tdr, requested).when(lead.asks('submit', written)).then(submitted);
    given(tdr, requested).when(lead.asks('submit', { profile: written.profile })).thenRefused('tdr-empty');
    given(tdr).when(lead.asks('submit', written)).thenRefused('tdr-unknown');
  });
  it('have another hash when a sign of them differs', () => {
    expect(new Set([written, { ...written, text: `${written.text}.` }, { ...written, profile: 'Contador' }, { ...written, file: 'a'.repeat(64) }].map(hashOf)).size).toBe(4);
  });
  it('are endorsed by the Director General over the text that was read, never by who submitted them', () => {
    given(tdr, requested, submitted).when(director.asks('endorse', { hash })).then(endorsed);
    given(tdr, requested, submitted).when(director.asks('endorse', { hash: 'a'.repeat(64) })).thenRefused('tdr-text-differs');
    given(tdr, requested, submitted).when(by({ id: 't', role: 'director-general', organ }, usual).asks('endorse', { hash })).thenRefused('own-act');
  });
});

describe('The terms of reference at OGAUC (DIR.5.2.b)', () => {
  it('are endorsed after the organ and over the same text', () => {
    given(tdr, requested, submitted).when(ogauc.asks('endorse-by-ogauc', { hash })).thenRefused('status-not-allowed');
    given(tdr, requested, submitted, endorsed).when(ogauc.asks('endorse-by-ogauc', { hash })).then(endorsedByBoth);
    given(tdr, requested, submitted, endorsed).when(ogauc.asks('endorse-by-ogauc', { hash: 'a'.repeat(64) })).thenRefused('tdr-text-differs');
  });
  it.each(['t', 'd'])('are not endorsed by who wrote or endorsed them before: %s', (id) => {
    given(tdr, requested, submitted, endorsed).when(by({ id, role: 'ogauc' }, usual).asks('endorse-by-ogauc', { hash })).thenRefused('own-act');
  });
  it('are returned with what must change, and written again', () => {
    const returned = { type: 'TdrReturnedByOgauc', data: { tdr: 'dgpp.tdr1', organ, hash, reason: 'Falta la experiencia mínima', by: 'o', due } } as const;
    given(tdr, requested, submitted, endorsed).when(ogauc.asks('return', { reason: 'Falta la experiencia mínima' })).then(returned);
    given(tdr, requested, submitted, endorsed, returned).when(director.asks('endorse', { hash })).thenRefused('status-not-allowed');
    given(tdr, requested, submitted, endorsed, returned).when(lead.asks('submit', written)).thenTypes('TdrSubmitted');
  });
  it('lose their endorsements when they are submitted anew; the same text again is no news', () => {
    const changed = { ...written, text: `${written.text} Viaja cada mes.` };
    const again = { type: 'TdrSubmitted', data: { tdr: 'dgpp.tdr1', organ, ...changed, hash: hashOf(changed), by: 't', due } } as const;
    given(tdr, requested, submitted, endorsed, endorsedByBoth).when(lead.asks('submit', changed)).then(again);
    given(tdr, requested, submitted, endorsed, endorsedByBoth, again).when(ogauc.asks('request-selection')).thenRefused('status-not-allowed');
    given(tdr, requested, submitted, endorsed).when(lead.asks('submit', written)).thenNothing();
  });
  it('go to human resources once both endorsed them, and are closed then', () => {
    given(tdr, requested, submitted, endorsed).when(ogauc.asks('request-selection')).thenRefused('status-not-allowed');
    const sent = { type: 'SeleccionRequestedToOgarh', data: { tdr: 'dgpp.tdr1', organ, centre: 'CUS', hash, by: 'o2' } } as const;
    given(tdr, requested, submitted, endorsed, endorsedByBoth).when(other.asks('request-selection')).then(sent);
    given(tdr, requested, submitted, endorsed, endorsedByBoth, sent).when(lead.asks('submit', { ...written, text: `${written.text} Más.` })).thenRefused('status-not-allowed');
  });
});

describe('Over any history, terms of reference (DIR.5.2.a, DIR.5.2.b)', () => {
  const people = fc.constantFrom('p1', 'p2', 'p3');
  const texts = [written, { ...written, text: `${written.text} Otra.` }];
  const asks = fc.oneof(
    fc.tuple(people, fc.constantFrom(...texts)).map(([id, text]) => by({ id, role: 'technical-lead', organ }, usual).asks('submit', text)),
    fc.tuple(people, fc.constantFrom('endorse', 'endorse-by-ogauc'), fc.constantFrom(...texts)).map(([id, verb, text]) => by({ id, role: 'ogauc' }, usual).asks(verb, { hash: hashOf(text) })),
    people.map((id) => by({ id, role: 'ogauc' }, usual).asks('return', { reason: 'Falta algo en el perfil' })),
    people.map((id) => by({ id, role: 'ogauc' }, usual).asks('request-selection')),
  );
  it('go to selection only as both endorsed them, each of the three hands another person', () => {
    fc.assert(
      fc.property(fc.array(asks, { maxLength: 40 }), (commands) => {
        const { events } = play(tdr, commands, [requested]);
        const sent = events.findIndex(({ type }) => type === 'SeleccionRequestedToOgarh');
        const ended = sent < 0 ? events.length : sent;
        const before = events.slice(0, ended);
        const last = (type: string) => before.findLastIndex((event) => event.type === type);
        const [text, organo, both] = [last('TdrSubmitted'), last('TdrEndorsedByOrgano'), last('TdrEndorsedByOgauc')];
        if (sent >= 0) expect([text < organo, organo < both, events.length]).toEqual([true, true, sent + 1]);
        if (organo > text) expect(before[organo]!.data).toMatchObject({ hash: (before[text]!.data as { hash: string }).hash });
        if (both > text) expect(new Set([text, organo, both].map((i) => before[i]!.data.by)).size).toBe(3);
        else if (organo > text) expect(before[organo]!.data.by).not.toBe(before[text]!.data.by);
      }),
    );
  });
});
