"""What every page is made of: the gate, the frame, filters, panels, words, colours and charts."""
