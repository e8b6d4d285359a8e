const mark = '[dato retirado]';

const email = /[^\s@,;:()]+@[^\s@,;:()]+\.[^\s@,;:()]+/g;
/** Seven digits or more, single signs between them: DNI, RUC, telephones, account numbers. */
const number = /(?<!\d)\+?(?:\(?\d\)?[ .\-/]?){6,}\d(?!\d)/g;
/** A date identifies nobody by itself, and says which visit it is about. */
const date = /^(?:\d{1,2}[./-]\d{1,2}[./-](?:\d{2}|\d{4})|\d{4}-\d{2}-\d{2})$/;

export interface Redacted {
  readonly text: string;
  /** How many were taken out. */
  readonly redacted: number;
}

/** Takes what has the form of an e-mail address or of a person's number out of a text. Names can't be told from words. */
export function redact(given: string): Redacted {
  let redacted = 0;
  const replace = (found: string): string => {
    if (date.test(found)) return found;
    redacted++;
    return mark;
  };
  return { text: given.replaceAll(email, replace).replaceAll(number, replace), redacted };
}
