/** Who asked for a look. What a person or a webhook waits for goes before what a sweep looks at in case something was missed. */
export type Priority = 'fresh' | 'sweep';

/** As the store sorts them. Jobs of releases that knew no priorities have 0 and count as fresh. */
const numbers = { fresh: 0, sweep: -10 } as const;

export function numberOf(priority: Priority): number {
  return numbers[priority];
}

export function priorityOf(number: number): Priority {
  return number < numbers.fresh ? 'sweep' : 'fresh';
}
