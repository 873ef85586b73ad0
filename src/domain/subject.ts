/** What commands are decided on: each has its own family of streams. */
export type Subject = 'contact' | 'partnerOrganization' | 'roleCatalogue' | 'account';
