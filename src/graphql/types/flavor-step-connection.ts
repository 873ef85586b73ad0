import { connectionOf } from './connection-of';
import { FlavorStep } from './flavor-step';

/** A page of the history of a contact. */
export const FlavorStepConnection = connectionOf<FlavorStep>(
  'FlavorStep',
  'steps of a contact’s history',
  () => FlavorStep,
);
