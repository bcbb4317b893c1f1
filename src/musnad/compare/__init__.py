"""Is it the same dispatch, the same claim? Who repeats, denies, differs?"""
