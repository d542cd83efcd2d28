//! Lowered shapes.
