// The waitlist with its words, which no other page needs.
import { lazy } from 'react';
import { withWords } from './withWords';

export default lazy(withWords(() => import('./Waitlist')));
