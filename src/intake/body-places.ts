/** Places for those who hold much memory at once. */
export type BodyPlaces = {
  /** Calls `enter` when there is a place: at once, or when its turn has come. Gives up the place, or the waiting for it, when the result is called. */
  ask(address: string, entrant: Entrant): () => void;
  /** Tells whether somebody waits for a place. */
  isContested(): boolean;
};

export type Entrant = {
  enter(): void;
  /** Too many wait already. */
  refuse(): void;
};

type Waiting = Entrant & { address: string };

/**
 * Hands out a few places. Among those who wait, the address that has the fewest places is next, so one address with many
 * connections does not keep the others out; and where too many wait, the last of the address with the most has to go.
 */
export function bodyPlaces({ maxPlaces, maxWaiting }: { maxPlaces: number; maxWaiting: number }): BodyPlaces {
  const held = new Set<Waiting>();
  let waiting: Waiting[] = [];

  const countOf = (list: Iterable<Waiting>, address: string): number =>
    [...list].filter(one => one.address === address).length;

  function fill(): void {
    while (held.size < maxPlaces && waiting.length > 0) {
      const places = waiting.map(({ address }) => countOf(held, address));
      const next = waiting[places.indexOf(Math.min(...places))];
      if (!next) return;
      waiting = waiting.filter(one => one !== next);
      held.add(next);
      next.enter();
    }
  }

  function turnAway(): void {
    if (waiting.length <= maxWaiting) return;
    const counts = waiting.map(({ address }) => countOf(waiting, address));
    const last = waiting[counts.lastIndexOf(Math.max(...counts))];
    waiting = waiting.filter(one => one !== last);
    last?.refuse();
  }

  return {
    ask(address, entrant) {
      const one = { ...entrant, address };
      waiting.push(one);
      fill();
      turnAway();
      return () => {
        waiting = waiting.filter(other => other !== one);
        if (held.delete(one)) fill();
      };
    },
    isContested: () => waiting.length > 0,
  };
}
