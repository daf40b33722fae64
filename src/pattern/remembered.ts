/**
 * Makes something of an object once, however many ask for it; it is forgotten together with the object, which nobody
 * changes. This is how files, trees and libraries are walked once although every rule looks at them.
 */
export function remembered<Of extends object, Made>(make: (of: Of) => Made): (of: Of) => Made {
  const known = new WeakMap<Of, { made: Made }>();
  return of => {
    const found = known.get(of);
    if (found) return found.made;
    const made = make(of);
    known.set(of, { made });
    return made;
  };
}
