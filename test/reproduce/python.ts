import { findPython } from '../../src/reproduce/find-python.ts';

const candidates = [process.env.PYTHON, 'python3', '/usr/bin/python3'];

/**
 * An interpreter with numpy, or null: whoever works on the program alone needs none. CI must have one, so there a
 * missing interpreter fails the tests instead of skipping them.
 */
export const python: string | null =
  candidates.map(name => findPython(name)).flatMap(found => ('python' in found ? [found.python] : []))[0] ??
  null;

if (python === null && process.env.CI) throw new Error('no Python with numpy was found, and CI needs one');
