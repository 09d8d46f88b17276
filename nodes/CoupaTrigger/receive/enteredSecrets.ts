import type { ICredentialDataDecryptedObject, INodeCredentialTestResult } from 'n8n-workflow';

import { secretLines } from '../verify';

/** Shorter ones can be guessed: Standard Webhooks asks for 24 random bytes. */
const SHORT = 16;

/** All that can be said without a sender: whether there is something to compare with, and whether it is long enough. */
export function enteredSecrets(data: ICredentialDataDecryptedObject): INodeCredentialTestResult {
	const signing = secretLines(data.signingSecret, data.secondSigningSecret, data.thirdSigningSecret);
	const tokens = secretLines(data.bearerToken, data.secondBearerToken);
	const passwords = secretLines(data.password, data.secondPassword);
	if (signing.length + tokens.length + passwords.length === 0)
		return {
			status: 'Error',
			message: 'Nothing is entered: enter a signing secret, a bearer token, or user and password.',
		};
	if (passwords.length > 0 && secretLines(data.user).length === 0)
		return { status: 'Error', message: 'A password is entered, but no user.' };
	if ([...signing, ...tokens].some((secret) => secret.length < SHORT))
		return {
			status: 'Error',
			message: `A secret or token has fewer than ${SHORT} characters and could be guessed.`,
		};
	return {
		status: 'OK',
		message: 'Entered completely. Whether the sender uses the same shows with its first event.',
	};
}
