-- When the last bytes of a file had arrived and it was judged; unknown for files of before.
ALTER TABLE files ADD COLUMN received_at BIGINT;
