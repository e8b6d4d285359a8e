const free = 0;
const removed = 0xffff_ffff;

/**
 * Which row holds a MAC: a hash table with open addressing, 8 bytes a slot, for up to 4,294,967,294 rows from 1 on. It
 * keeps 32 bits of each MAC, so a row that it names is a candidate only: whoever asks compares the whole MAC.
 */
export class MacIndex {
  #prints = new Uint32Array(1_024);
  #rows = new Uint32Array(1_024);
  #taken = 0;

  add(mac: Uint8Array, row: number): void {
    // Two thirds full, a search for what is not there looks at five slots.
    if ((this.#taken + 1) * 3 > this.#rows.length * 2) this.#rebuild();
    this.#place(printOf(mac), row);
  }

  /** The first answer that `accepts` gives for a candidate row. */
  find<T>(mac: Uint8Array, accepts: (row: number) => T | undefined): T | undefined {
    const print = printOf(mac);
    const last = this.#rows.length - 1;
    for (let slot = print & last; this.#rows[slot] !== free; slot = (slot + 1) & last) {
      if (this.#prints[slot] !== print || this.#rows[slot] === removed) continue;
      const answer = accepts(this.#rows[slot]!);
      if (answer !== undefined) return answer;
    }
    return undefined;
  }

  remove(mac: Uint8Array, row: number): void {
    const last = this.#rows.length - 1;
    for (let slot = printOf(mac) & last; this.#rows[slot] !== free; slot = (slot + 1) & last) {
      if (this.#rows[slot] !== row) continue;
      // Not free: a search for those behind it must go on.
      this.#rows[slot] = removed;
      this.#prints[slot] = 0;
      return;
    }
  }

  /** Twice the slots, and none of the removed. */
  #rebuild(): void {
    const [prints, rows] = [this.#prints, this.#rows];
    this.#prints = new Uint32Array(rows.length * 2);
    this.#rows = new Uint32Array(rows.length * 2);
    this.#taken = 0;
    rows.forEach((row, slot) => {
      if (row !== free && row !== removed) this.#place(prints[slot]!, row);
    });
  }

  #place(print: number, row: number): void {
    const last = this.#rows.length - 1;
    let slot = print & last;
    while (this.#rows[slot] !== free) slot = (slot + 1) & last;
    this.#prints[slot] = print;
    this.#rows[slot] = row;
    this.#taken += 1;
  }
}

const printOf = (mac: Uint8Array): number => (mac[0]! | (mac[1]! << 8) | (mac[2]! << 16) | (mac[3]! << 24)) >>> 0;
