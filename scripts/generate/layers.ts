/** A folder of src, and what it must not know, with the sentence that the linter says. */
export type Layer = {
  folder: string;
  /** A pure folder is passed what it needs: no files, clock, environment or network. */
  isPure: boolean;
  /** Of the folders above it, the only ones that it may import; all of them by default. */
  only?: string[];
  /** Of the folders above it, those that it must not import. */
  except?: string[];
  because: string;
};

/** The folders of src in the order of docs/how-it-works.md: each may import only from those above it. */
export const layers: readonly Layer[] = [
  {
    folder: 'pattern',
    isPure: true,
    because: 'src/pattern is the bottom: what a pattern is, known to everybody and knowing nobody.',
  },
  {
    folder: 'evidence',
    isPure: true,
    because: 'src/evidence knows patterns only: what was measured does not depend on the library around it.',
  },
  {
    folder: 'catalog',
    isPure: true,
    because: 'src/catalog knows patterns only: the index must be a function of them.',
  },
  {
    folder: 'rules',
    isPure: true,
    because: 'src/rules know patterns and the catalog: the same rules run in the App and on a laptop.',
  },
  {
    folder: 'inspection',
    isPure: true,
    because: 'src/inspection is where rules meet files: what is made of the findings is not its business.',
  },
  {
    folder: 'review',
    isPure: true,
    because:
      'src/review is computed from values: reading and writing is the work of src/planning and src/jobs.',
  },
  {
    folder: 'examiner',
    isPure: false,
    except: ['review'],
    because: 'src/examiner looks at files in another process, by the pure folders, and does nothing else.',
  },
  {
    folder: 'reproduce',
    isPure: false,
    only: ['pattern', 'evidence'],
    because:
      'src/reproduce measures one pattern: it knows the pattern and its evidence, and nothing of the library.',
  },
  {
    folder: 'github',
    isPure: false,
    except: ['examiner', 'reproduce'],
    because: 'src/github reads and writes GitHub: when and why is decided in src/planning and src/jobs.',
  },
  {
    folder: 'planning',
    isPure: false,
    except: ['reproduce'],
    because:
      'src/planning finds out what the App would say, for whoever asks: it knows neither jobs nor the command line.',
  },
  {
    folder: 'jobs',
    isPure: false,
    except: ['reproduce'],
    because: 'src/jobs puts planning and writing together: it knows neither webhooks nor the command line.',
  },
  {
    folder: 'intake',
    isPure: false,
    only: ['jobs'],
    because: 'src/intake turns webhooks into jobs and settings into a server: it does no work of its own.',
  },
  {
    folder: 'cli',
    isPure: false,
    except: ['github', 'jobs', 'intake'],
    because:
      'src/cli works on directories and reads pull requests through src/planning: it writes nothing to GitHub and knows no queue.',
  },
  {
    folder: 'service',
    isPure: false,
    only: ['examiner', 'jobs', 'intake'],
    because: 'src/service puts the parts of the App together and runs them: what they do is theirs.',
  },
];

/** The files of src/github that write: a dry run must not reach them. */
export const writers: readonly string[] = [
  'apply-difference.ts',
  'write-check-run.ts',
  'commit-index.ts',
  'propose-index.ts',
  'send-mutations.ts',
];
