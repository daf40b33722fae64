/** Something in results.json that does not follow from the rest of it; `pointer` is a JSON pointer. */
export type Contradiction = { pointer: string; message: string };
