import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { documentEvents, type DocumentEvent, type RegisterEvent } from '#contracts';
import { play, refusalOf } from '#testing';
import { documentCommands } from '../../../test/arbitrary.ts';
import { imported, received, receivedWithObservation } from '../../../test/examples.ts';
import { document } from './index.ts';
import { holderOf, type IntakeDocument } from './state.ts';

const founding = fc.constantFrom<RegisterEvent>(received(), receivedWithObservation(), imported());

/** Every state that the events lead through, the first included. */
const states = (events: readonly DocumentEvent[]): IntakeDocument[] => {
  const through: IntakeDocument[] = [];
  events.reduce((state, event) => {
    const after = document.evolve(state, event);
    through.push(after);
    return after;
  }, document.initialState);
  return through;
};

const law = (check: (events: readonly DocumentEvent[]) => void) =>
  fc.assert(
    fc.property(founding, documentCommands, (first, commands) => check(play(document, commands, [first]).events)),
    { numRuns: 1_000 },
  );

const count = (events: readonly DocumentEvent[], type: DocumentEvent['type']) => events.filter((event) => event.type === type).length;

describe('Whatever is asked of a document, in whatever order:', () => {
  it('what is recorded has the shape of its schema', () => {
    law((events) => events.forEach(({ type, data }) => expect(documentEvents[type].parse(data)).toEqual(data)));
  });

  // Else the laws below would hold of nothing. Seeded: it tells of the generator, not of the domain.
  it('these histories hold every type of event', () => {
    const seen = new Set<string>();
    fc.assert(
      fc.property(founding, documentCommands, (first, commands) => play(document, commands, [first]).events.forEach(({ type }) => seen.add(type))),
      { numRuns: 2_000, seed: 1 },
    );
    expect([...seen].sort()).toEqual(Object.keys(documentEvents).sort());
  });

  it('exactly one has it', () => {
    law((events) => {
      for (const state of states(events)) {
        if (state.status === 'unknown') throw new Error('a received document is known');
        expect(holderOf(state)).toHaveProperty('kind');
      }
    });
  });

  it('it is accepted, answered and archived only by the organ that it was last sent to', () => {
    law((events) => {
      let holder: string | undefined;
      /** Imported history may end at its addressee without having been sent anywhere. */
      let addressee: string | undefined;
      for (const { type, data } of events) {
        if (type === 'DocumentRouted') holder = data.organ;
        if (type === 'DocumentRerouted') {
          expect(data.from).toBe(holder);
          holder = data.to;
        }
        if (type === 'DocumentReceived' && data.origin) holder = addressee = data.organ;
        if (type === 'DocumentAcceptedByOrgan' || type === 'DocumentAnswered' || type === 'DocumentArchived') expect(data.organ).toBe(holder);
        if (type === 'DocumentRejectedByOrgan') holder = addressee;
      }
    });
  });

  it('it is observed at most once, the act of reception included', () => {
    law((events) => {
      const [first] = events;
      const atReception = first?.type === 'DocumentReceived' && first.data.observation ? 1 : 0;
      expect(count(events, 'DocumentObserved') + atReception).toBeLessThanOrEqual(1);
    });
  });

  it('it is not routed, answered or remitted while an observation is open, and no term runs', () => {
    law((events) => {
      const through = states(events);
      events.forEach(({ type }, i) => {
        const before = through[i - 1];
        if (before?.status !== 'observed') return;
        expect(before.facts.due).toBeUndefined();
        expect(['DocumentRouted', 'DocumentRerouted', 'DocumentAnswered', 'DocumentRemitted', 'AnswerDeadlinePassed']).not.toContain(type);
      });
    });
  });

  it('its foliation never shrinks', () => {
    law((events) => {
      const folios = states(events).map((state) => (state.status === 'unknown' ? 0 : state.facts.folios));
      expect(folios).toEqual(folios.toSorted((a, b) => a - b));
    });
  });

  it('a deadline passes at most once', () => {
    law((events) => {
      const passed = events.flatMap(({ type, data }) => (type === 'AnswerDeadlinePassed' ? [`answer ${data.dueAt}`] : type === 'RoutingDeadlinePassed' ? [`routing ${data.routeUntil}`] : []));
      expect(new Set(passed).size).toBe(passed.length);
    });
  });

  it('nothing follows its end but what is filed with it', () => {
    law((events) => {
      const through = states(events);
      events.slice(1).forEach(({ type }, i) => {
        if (['annulled', 'remitted', 'returned', 'archived'].includes(through[i]?.status ?? '')) expect(['DocumentAddedToExpediente', 'DocumentLeftExpediente', 'ForeignStepRecorded']).toContain(type);
      });
    });
  });

  it('a step of another system is recorded once', () => {
    law((events) => {
      const steps = events.flatMap(({ type, data }) => (type === 'ForeignStepRecorded' ? [data.step] : []));
      expect(new Set(steps).size).toBe(steps.length);
    });
  });

  it('is in one expediente at a time', () => {
    law((events) => {
      let current: string | undefined;
      for (const { type, data } of events) {
        if (type === 'DocumentAddedToExpediente') {
          expect(current).toBeUndefined();
          current = data.expediente;
        }
        if (type === 'DocumentLeftExpediente') {
          expect(data.expediente).toBe(current);
          current = undefined;
        }
      }
    });
  });

  it('a replay, through JSON, gives the same state', () => {
    fc.assert(
      fc.property(founding, documentCommands, (first, commands) => {
        const { state, events } = play(document, commands, [first]);
        const stored = JSON.parse(JSON.stringify(events)) as DocumentEvent[];
        expect(stored.reduce((before, event) => document.evolve(before, event), document.initialState)).toEqual(state);
      }),
    );
  });

  it('a command is refused in words, or decided: it never fails otherwise', () => {
    fc.assert(
      fc.property(founding, documentCommands, (first, commands) => {
        let state = document.evolve(document.initialState, first);
        for (const command of commands) {
          const refusal = refusalOf(() => (state = document.decide(command, state).reduce((before, event) => document.evolve(before, event), state)));
          if (refusal) expect(refusal.problem.message).toMatch(/\.$|\)\.$/);
        }
      }),
    );
  });
});
