/** Why a command cannot do what it was asked for, as a sentence for people. It ends with exit code 2. */
export type Refusal = { refusal: string };

export function isRefusal(value: object): value is Refusal {
  return 'refusal' in value;
}
