/** Where the simulation plays. */
export interface Scene {
  readonly centres: readonly string[];
  /** In force today. */
  readonly organs: readonly string[];
  /** Organs that have a document coordinator; at the others documents wait. */
  readonly owned: readonly string[];
  readonly procedures: readonly string[];
}
