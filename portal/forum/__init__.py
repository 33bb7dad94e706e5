"""The public's forum: topics, replies, consultations; what citizens write waits for a moderator."""
