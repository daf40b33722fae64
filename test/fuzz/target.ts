/** Something that reads strangers’ texts. */
export type Target = {
  name: string;
  /** What it usually gets, and what it must not be surprised by. */
  seeds: readonly string[];
  /** What is put into texts, besides what is odd everywhere. */
  words: readonly string[];
  /** Throws where something is wrong; otherwise whatever it finds is right. */
  run(text: string): void;
};

/** Words under which every object has something. */
export const inherited = ['constructor', '__proto__', 'toString', 'hasOwnProperty', 'valueOf', 'prototype'];
