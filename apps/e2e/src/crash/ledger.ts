import type { Receipt } from '../client.ts';

/** A registration that a client meant, by its idempotency key; `receipt` once it was answered. */
export interface Intent {
  readonly key: string;
  readonly centre: string;
  readonly body: Readonly<Record<string, unknown>>;
  receipt?: Receipt;
}

/** An entry of a register, as the log has it. */
export interface Entry {
  readonly stream: string;
  readonly revision: number;
  readonly document: string;
  readonly number: number;
  readonly code: string;
}

/**
 * What is wrong with a history in the light of what clients were answered: registrations that were answered for and are
 * not there, entries that nobody meant (a registration done twice), numbers with gaps. Every intent has been answered.
 */
export function faultsOf(intents: readonly Intent[], entries: readonly Entry[]): string[] {
  const byDocument = new Map(entries.map((entry) => [entry.document, entry]));
  const lost = intents
    .filter(({ receipt }) => !receipt || byDocument.get(receipt.id)?.code !== receipt.code)
    .map(({ key, receipt }) => `lost: ${receipt ? receipt.id : `the registration ${key}`}`);
  const answered = new Set(intents.map(({ receipt }) => receipt?.id));
  const doubled = entries.filter(({ document }) => !answered.has(document)).map(({ document }) => `doubled: ${document} answers no registration`);
  const shared = intents.length - answered.size > 0 ? [`${intents.length - answered.size} registrations share a document`] : [];
  const gaps = entries.filter(({ number, revision }) => number !== revision + 1).map(({ document }) => `gap: ${document} is not where its number says`);
  return [...lost, ...doubled, ...shared, ...gaps];
}
