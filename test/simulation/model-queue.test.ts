import { describeQueue } from '../jobs/describe-queue.ts';
import { openModelQueue } from './model-queue.ts';

describeQueue('the model of the queue in the simulation', async () => ({
  open: async ({ log, ...settings }) => openModelQueue({ expireSeconds: 600, ...settings }, log),
  remove: async () => {},
}));
