create index comment_shown on comment (post_id, path) where state = 'listed';
