// The place of notices; its code comes with the first one, to keep the shell light.
import { lazy, Suspense, useEffect, useState } from 'react';
import { listenForNotices, type Notice } from './notify';

const ToastRegion = lazy(() => import('./ToastRegion'));

export interface KeyedNotice {
  key: number;
  notice: Notice;
}

export function Toasts() {
  const [notices, setNotices] = useState<KeyedNotice[]>([]);
  useEffect(() => {
    let key = 0;
    return listenForNotices((notice) => {
      key += 1;
      const keyed = { key, notice };
      setNotices((earlier) => [...earlier, keyed]);
    });
  }, []);
  if (notices.length === 0) return null;
  return (
    <Suspense>
      <ToastRegion notices={notices} />
    </Suspense>
  );
}
