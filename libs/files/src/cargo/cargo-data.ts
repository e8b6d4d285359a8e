/**
 * All that a cargo says: the receipt that the person takes away (hour, date, place, folios and annexes received, and who
 * received them). The same data always gives the same bytes. Everything in it is ready to be shown: sealed data was
 * opened by the caller.
 */
export interface CargoData {
  /** Name of the centre, such as `Junín`. */
  readonly centre: string;
  /** Number in the register, as people write it. */
  readonly number: string;
  /** Instant of reception, ISO 8601 with its offset; shown in the hour of Lima. */
  readonly receivedAt: string;
  readonly place?: string;
  /** The day that counts (`YYYY-MM-DD`) and the norm that made it so. */
  readonly legalDate: { readonly date: string; readonly norm: string };
  /** The organ addressed. */
  readonly addressee: string;
  /** Absent once the sender's personal data was erased. */
  readonly sender?: { readonly name: string; readonly identity?: string };
  /** Kind and number of what was handed over, such as `Oficio N.° 45-2026`. */
  readonly document?: string;
  /** What it is about (asunto). */
  readonly subject: string;
  readonly folios: number;
  readonly annexes: readonly { readonly description: string; readonly folios?: number }[];
  readonly observation?: CargoObservation;
  /** The post that received it. */
  readonly operator: string;
  readonly verificationCode: string;
  /** Where anyone with number and code follows the document. */
  readonly trackingUrl: string;
  /** Printed at the head and foot of every page, such as `DATOS FICTICIOS — DEMOSTRACIÓN`. */
  readonly banner?: string;
}

/** What was missing when the document was handed over. */
export interface CargoObservation {
  readonly requirements: readonly string[];
  /** Last day to remedy, `YYYY-MM-DD`. */
  readonly due: string;
  /** What the person answered to it (TUO 136.2). */
  readonly allegations?: string;
  /** The norm of the warning; TUO of Law 27444, article 136, unless the document is older. */
  readonly norm?: string;
}
