// What a new password must be: long rather than odd, and typed twice the same.
import { z } from '../../shared/form/schema';

export const MIN_PASSWORD = 12;

export const passwordFields = {
  password: z.string().check(z.minLength(MIN_PASSWORD, 'identity.password_too_short')),
  repeated: z.string(),
};

export const same = (values: { password: string; repeated: string }) =>
  values.password === values.repeated;

export const differs = { path: ['repeated'], message: 'identity.password_differs' };
