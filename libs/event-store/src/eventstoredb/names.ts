const commands = 'command-';

/** How streams are called in the engine. A prefix keeps several installations apart in one engine. */
export class StreamNames {
  readonly prefix: string;
  /** Names that are ours and are no streams of commands or of the engine itself, as a regular expression of JavaScript and .NET. */
  readonly visible: string;
  readonly #visible: RegExp;

  constructor(prefix: string) {
    if (!/^[\w.-]*$/.test(prefix) || prefix.startsWith('$')) throw new Error(`«${prefix}» no sirve de prefijo: letras, cifras, punto y guion`);
    this.prefix = prefix;
    this.visible = `^${prefix.replaceAll('.', '\\.')}(?!\\$|${commands})`;
    this.#visible = new RegExp(this.visible);
  }

  /** @throws Error on a name that followers would not see */
  of(stream: string): string {
    const name = `${this.prefix}${stream}`;
    if (!stream || !this.isVisible(name)) throw new Error(`a stream can't be called «${stream}»`);
    return name;
  }

  ofCommand(id: string): string {
    return `${this.prefix}${commands}${id}`;
  }

  isVisible(name: string): boolean {
    return this.#visible.test(name);
  }
}
