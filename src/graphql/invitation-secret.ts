import { createHash, timingSafeEqual } from 'node:crypto';
import type { Liaison } from '../handling/liaison';

/** Whether it is the secret of the invitation; how long that takes tells nothing about the secret. */
export const isInvitationSecret = (liaison: Liaison, invitationId: string, secret: string): boolean =>
  timingSafeEqual(digest(liaison.invitationSecret(invitationId)), digest(secret));

/** Texts of any length become equally long. */
const digest = (text: string): Buffer => createHash('sha256').update(text, 'utf8').digest();
