// What somebody came to rest at, who walks past many: nothing is asked about those that are passed.
import { useEffect, useState } from 'react';

const REST_MS = 180;

export function useSettled<Value>(value: Value): Value {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), REST_MS);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
}
