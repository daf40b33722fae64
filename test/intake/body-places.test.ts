import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bodyPlaces } from '../../src/intake/body-places.ts';

/** Hands out places and writes down what became of whom. */
function scene(maxPlaces: number, maxWaiting: number) {
  const places = bodyPlaces({ maxPlaces, maxWaiting });
  const told: string[] = [];
  const ask = (address: string, name: string) =>
    places.ask(address, {
      enter: () => void told.push(`${name} enters`),
      refuse: () => void told.push(`${name} is refused`),
    });
  return { places, told, ask };
}

test('places go round the addresses, and not to whoever asks the most', () => {
  const { told, ask } = scene(2, 10);
  const first = ask('a', 'a1');
  const second = ask('a', 'a2');
  ask('a', 'a3');
  ask('a', 'a4');
  ask('b', 'b1');
  ask('b', 'b2');
  first();
  first();
  second();
  expect(told).toEqual(['a1 enters', 'a2 enters', 'b1 enters', 'a3 enters']);
});

test('where too many wait, the last of the address with the most has to go', () => {
  const { told, ask, places } = scene(1, 3);
  const leave = ask('a', 'a1');
  expect(places.isContested()).toBe(false);
  for (const name of ['a2', 'a3', 'a4']) ask('a', name);
  ask('b', 'b1');
  ask('a', 'a5');
  expect(told).toEqual(['a1 enters', 'a4 is refused', 'a5 is refused']);
  leave();
  expect(told.at(-1)).toBe('a2 enters');
});

test('never more than there are, whoever comes and goes in whatever order', () => {
  const step = fc.record({ address: fc.constantFrom('a', 'b', 'c'), leaves: fc.nat(20) });
  const property = fc.property(fc.array(step, { maxLength: 60 }), steps => {
    const { places } = { places: bodyPlaces({ maxPlaces: 3, maxWaiting: 5 }) };
    const inside = new Set<number>();
    const leaving: (() => void)[] = [];
    steps.forEach(({ address, leaves }, name) => {
      const leave = places.ask(address, {
        enter: () => {
          inside.add(name);
          expect(inside.size).toBeLessThanOrEqual(3);
        },
        refuse: () => {},
      });
      leaving.push(() => {
        inside.delete(name);
        leave();
      });
      leaving[leaves]?.();
    });
    for (const leave of leaving) leave();
    expect(places.isContested()).toBe(false);
  });
  fc.assert(property, { numRuns: 300 });
});
