import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { settle } from '../../../../lib/failure';
import { eachItem } from '../../../../lib/node/operation';
import type { Operation } from '../../../../lib/node/operation';
import { jdeClock } from '../../model/readSuppliers';
import { aisFor } from '../../transport/connection';
import type { Ais } from '../../transport/connection';
import { optionsOf } from '../options';

/** Operations on the session as such: each runs once for all items and answers every item alike. */
function sessionOperation(value: string, work: (ais: Ais) => Promise<IDataObject>): Operation {
	return {
		description: [optionsOf('session', [value])],
		async execute(this: IExecuteFunctions, items) {
			const settled = await settle(async () => [await work(await aisFor(this))]);
			return await eachItem(items, async () => settled);
		},
	};
}

/** Who is signed on where. The token itself never leaves the credential. */
function whoAndWhere({ host, environment, role, userDateFormat, session, connectedTo }: Ais): IDataObject {
	return { connectedTo, host, environment, role, user: session.user, userDateFormat };
}

export const sessionOperations: Record<string, Operation> = {
	getServerConfiguration: sessionOperation(
		'getServerConfiguration',
		async (ais) =>
			await ais.call({
				method: 'GET',
				path: '/v2/defaultconfig',
				effect: 'repeatable',
				what: 'server configuration',
			}),
	),
	getServerTime: sessionOperation('getServerTime', async (ais) => ({
		...whoAndWhere(ais),
		serverTime: await jdeClock(ais),
	})),
	logOut: sessionOperation('logOut', async (ais) => ({ loggedOut: await ais.session.logOut() })),
	requestToken: sessionOperation('requestToken', async (ais) => {
		await ais.session.reopen();
		return { ...whoAndWhere(ais), signedOn: true };
	}),
	validate: sessionOperation('validate', async (ais) => ({
		...whoAndWhere(ais),
		valid: await ais.session.isValid(),
	})),
};

export const sessionDescription: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['session'] } },
		options: [
			{
				name: 'Get Server Configuration',
				value: 'getServerConfiguration',
				action: 'Get server configuration',
				description: 'Release, defaults and capabilities of the AIS Server',
			},
			{
				name: 'Get Server Time',
				value: 'getServerTime',
				action: 'Get server time',
				description: 'The clock of the JD Edwards server, by which changed records are found',
			},
			{
				name: 'Log Out',
				value: 'logOut',
				action: 'Log out session',
				description: 'End the session kept in the credential; the next call signs on again',
			},
			{
				name: 'Request Token',
				value: 'requestToken',
				action: 'Request token',
				description: 'Sign on anew and keep the token in the credential',
			},
			{
				name: 'Validate',
				value: 'validate',
				action: 'Validate session',
				description: 'Show who is signed on where, and whether the session is alive',
			},
		],
		default: 'validate',
	},
	...Object.values(sessionOperations).flatMap(({ description }) => description),
];
