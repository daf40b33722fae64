import { globSync, rmSync } from 'node:fs';

/** The package that brings Node brings the headers of its C++ as well: 67 MB for building addons, which nobody does here. */
for (const folder of globSync('node_modules/node/node_modules/node-*/include'))
  rmSync(folder, { recursive: true });
