import { describe } from 'vitest';
import { createLocalQueue } from '../../../engine/queue/local.ts';
import { queueContract } from './contract.ts';

describe('the local queue keeps the contract', () => queueContract(createLocalQueue));
