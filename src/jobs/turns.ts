import type { PgBoss } from 'pg-boss';

const turns = 'turns';

/**
 * Makes what lets one of several processes do something that one is enough for: tells whether this process is the first in this slot of
 * time. Slots are so long, and the same for all.
 */
export function turnsIn(boss: PgBoss): (name: string, slotSeconds: number) => Promise<boolean> {
  let made: Promise<void> | null = null;
  return async (name, slotSeconds) => {
    made ??= boss.createQueue(turns, { policy: 'standard', retentionSeconds: 2 * slotSeconds });
    await made.catch(error => {
      made = null;
      throw error;
    });
    const slot = { singletonKey: name, singletonSeconds: slotSeconds, retentionSeconds: 2 * slotSeconds };
    // Nobody works these off; pg-boss deletes them when their time is over.
    return (await boss.send(turns, null, slot)) !== null;
  };
}
