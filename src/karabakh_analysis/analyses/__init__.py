"""What the notebooks call: each module answers the questions of one notebook with frames to draw and sentences to print."""
