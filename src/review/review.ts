import type { CheckRun } from './check-run.ts';
import type { WantedLabel } from './labels.ts';

/** The whole desired answer to one pull request, as a value. A writer applies only what differs from what is there. */
export type Review = {
  checkRun: CheckRun;
  /** Body of the one comment; null where none is wanted and none is there. */
  comment: string | null;
  /** Null: leave them as they are. */
  labels: WantedLabel[] | null;
};
